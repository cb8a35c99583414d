/** Keras's distance from 0, where a logarithm or a quotient needs one. */
export const EPSILON = 1e-7;
