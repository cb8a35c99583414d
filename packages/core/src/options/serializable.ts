/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

/** A JSON object. */
export interface JsonRecord {
  readonly [name: string]: Json;
}

/** Something that its class and options describe completely, so that it can be saved and rebuilt. */
export interface Serializable {
  /** Keras's name of the class: `'Dense'`. It is data: it stands in files. */
  readonly className: string;
  /** Keras's module of the class: `'keras.layers'`. */
  readonly module: string;
  /** Complete options: `new Class(object.config)` makes an equal object. */
  readonly config: object;
  /**
   * The options as Keras writes them, where that is more than `config` in snake case.
   *
   * @param usual - Makes what is written otherwise.
   */
  toKeras?(usual: () => JsonRecord): JsonRecord;
  /** What Keras's files say beside the options of how the object is built, where they do so without a model. */
  readonly buildConfig?: JsonRecord | undefined;
}

/** A class whose objects can be rebuilt from files. Both members are for classes that differ from Keras's. */
export interface SerializableClass<Made extends Serializable = Serializable> {
  new (options: never): Made;
  /**
   * Options of Keras's class that this one lacks, in Keras's spelling, each with the one value that this class can
   * honor. They are written into files; in a file that is read they may be absent, but have no other value.
   */
  readonly kerasOnly?: JsonRecord;
  /**
   * The object for options as Keras writes them.
   *
   * @param usual - Makes the object from options in Keras's spelling, perhaps changed ones.
   */
  fromKeras?(config: JsonRecord, usual: (config: JsonRecord) => Made): Made;
}
