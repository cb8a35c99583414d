import type { JsonRecord } from '../options/serializable.ts';

/** An object as Keras 3 files describe it. */
export interface SerializedObject extends JsonRecord {
  /** `'keras.layers'` */
  readonly module: string;
  /** `'Dense'` */
  readonly class_name: string;
  /** Complete options, in snake case. */
  readonly config: JsonRecord;
  /** Name of a class that is not Keras's own. */
  readonly registered_name: string | null;
  /** How the object is built, where Keras says so without a model. */
  readonly build_config?: JsonRecord;
}
