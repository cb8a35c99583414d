import type { NdArray } from '../arrays/nd-array.ts';
import type { TensorLike } from '../tensors/tensor.ts';

/** Something that has learnt and now predicts: a trained model, an ensemble, a fitted pipeline. */
export interface Predictor {
  /** Predictions for samples, batch axis first. */
  predict(x: TensorLike): Promise<NdArray>;
}

/** Something that learns from examples and thereby becomes, or makes, a {@link Predictor}. */
export interface Estimator<Fitted = unknown> {
  fit(x: TensorLike, y: TensorLike): Promise<Fitted>;
}
