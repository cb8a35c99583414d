import type { Layer } from '@myelin/core';

/** A layer class as tests handle it: options are checked when it is constructed, not by types. */
export interface AnyLayerClass {
  new (options: never): Layer;
}

/** A new layer of a class with options that came from data. */
export function newLayer(Class: AnyLayerClass, options: object): Layer {
  return new Class(options as never);
}
