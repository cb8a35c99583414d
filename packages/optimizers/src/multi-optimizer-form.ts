/** The options of a `MultiOptimizer` as Keras writes them. */

import type { Json, JsonRecord } from '@myelin/core';
import { SerializationError } from '@myelin/core';
import { OptimizerMap } from './optimizer-map.ts';

/** @throws {@link SerializationError} optimizers are chosen by a function. */
export function requireSavable(map: unknown): void {
  if (map instanceof OptimizerMap) return;
  throw new SerializationError({
    where: 'MultiOptimizer',
    problem: 'a file cannot hold the function that chooses the optimizer of each weight',
    fix: "choose by paths: { optimizerMap: new OptimizerMap({ defaultOptimizer: new SGD(), optimizerMap: { 'encoder/.*': new Adam() } }) }",
  });
}

/** With options of an `OptimizerMap` in place of its form, which names no optimizer and is in no catalog. */
export function readableForm(config: JsonRecord): JsonRecord {
  const map = config.optimizer_map;
  if (!isRecord(map) || map.class_name !== 'OptimizerMap' || !isRecord(map.config)) return config;
  const { default_optimizer: defaultOptimizer = null, optimizer_map: optimizerMap = {} } =
    map.config;
  return { ...config, optimizer_map: { defaultOptimizer, optimizerMap } };
}

/** Keras gives the optimizers inside the loss scale of the whole, and writes it there too. */
export function writtenForm(config: JsonRecord): JsonRecord {
  const { optimizer_map: map, loss_scale_factor: factor = null } = config;
  if (factor === null || !isRecord(map) || !isRecord(map.config)) return config;
  const { default_optimizer: usual = null, optimizer_map: others = {} } = map.config;
  const scaled = {
    default_optimizer: withScale(usual, factor),
    optimizer_map: Object.fromEntries(
      Object.entries(others ?? {}).map(([key, form]) => [key, withScale(form as Json, factor)]),
    ),
  };
  return { ...config, optimizer_map: { ...map, config: scaled } };
}

function withScale(form: Json, factor: Json): Json {
  if (!isRecord(form) || !isRecord(form.config)) return form;
  return { ...form, config: { ...form.config, loss_scale_factor: factor } };
}

function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
