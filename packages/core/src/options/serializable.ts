/** Something that its class and options describe completely, so that it can be saved and rebuilt. */
export interface Serializable {
  /** Keras's name of the class: `'Dense'`. It is data: it stands in files. */
  readonly className: string;
  /** Keras's module of the class: `'keras.layers'`. */
  readonly module: string;
  /** Complete options: `new Class(object.config)` makes an equal object. */
  readonly config: object;
}
