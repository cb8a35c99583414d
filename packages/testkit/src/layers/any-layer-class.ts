import type { AnyLayer } from '@myelin/core';

/** A layer class as tests handle it: options are checked when it is constructed, not by types. */
export interface AnyLayerClass {
  new (options: never): AnyLayer;
}

/** A new layer of a class with options that came from data. */
export function newLayer(Class: AnyLayerClass, options: object): AnyLayer {
  return new Class(options as never);
}
