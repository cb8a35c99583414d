import { Catalog } from '../options/catalog.ts';
import type { AnyLayer } from './layer-types.ts';

/** A layer class as saved configurations name it. */
export interface LayerClass {
  new (options: never): AnyLayer;
}

/** Layers known by Keras's class name: `'Dense'`. */
export const layerCatalog: Catalog<LayerClass> = new Catalog<LayerClass>('layer');
