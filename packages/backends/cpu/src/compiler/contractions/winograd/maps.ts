/**
 * The maps of `F(4, 3)`: four results of a kernel of three from six pixels, by six products.
 *
 * Pixels, kernels and results are seen as polynomials, which are multiplied at the points 0, ±P, ±Q and infinity. Results
 * are `Aᵀ((G g) ∘ (Bᵀ d))` for a kernel `g` and pixels `d`. The same products, transposed, are the derivatives: by
 * the pixels `B((G g) ∘ (A y))` and by the kernel `Gᵀ((Bᵀ d) ∘ (A y))` for slopes `y`. In two dimensions each map is
 * applied down and across.
 * See Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), who take P = 1 and Q = 2.
 */

import type { Local } from '../../wasm/function-builder.ts';
import type { LinearMap } from './linear-map.ts';

type Three = readonly [Local, Local, Local];
type Four = readonly [Local, Local, Local, Local];
type Six = readonly [Local, Local, Local, Local, Local, Local];

// All that comes of them but the factors of `G` is exact in float32, and errors are a third of those with 1 and 2.
const P = 0.75;
const Q = 1.5;
const [P2, Q2] = [P * P, Q * Q];
/** `x (x² - P²) (x² - Q²)` has these coefficients, and 1. */
const [FIRST, THIRD] = [P2 * Q2, -(P2 + Q2)];
/** One by its slopes at 0, ±P and ±Q. */
const [AT_0, AT_P, AT_Q] = [1 / FIRST, 1 / (2 * P2 * (P2 - Q2)), 1 / (2 * Q2 * (Q2 - P2))];

/** `Bᵀ` */
export const pixelsToPoints: LinearMap = {
  inputs: 6,
  outputs: 6,
  apply: (s, inputs) => {
    const [d0, d1, d2, d3, d4, d5] = inputs as Six;
    const [evenP, oddP] = [s.addScaled(d4, -Q2, d2), s.addScaled(d3, -Q2, d1)];
    const [evenQ, oddQ] = [s.addScaled(d4, -P2, d2), s.addScaled(d3, -P2, d1)];
    return [
      s.addScaled(s.addScaled(d4, THIRD, d2), FIRST, d0),
      s.addScaled(evenP, P, oddP),
      s.addScaled(evenP, -P, oddP),
      s.addScaled(evenQ, Q, oddQ),
      s.addScaled(evenQ, -Q, oddQ),
      s.addScaled(s.addScaled(d5, THIRD, d3), FIRST, d1),
    ];
  },
};

/** `B` */
export const pointsToPixels: LinearMap = {
  inputs: 6,
  outputs: 6,
  apply: (s, inputs) => {
    const [m0, m1, m2, m3, m4, m5] = inputs as Six;
    const [evenP, oddP] = [s.add(m1, m2), s.subtract(m1, m2)];
    const [evenQ, oddQ] = [s.add(m3, m4), s.subtract(m3, m4)];
    const [scaledP, scaledQ] = [s.scale(P, oddP), s.scale(Q, oddQ)];
    return [
      s.scale(FIRST, m0),
      s.addScaled(s.addScaled(s.scale(FIRST, m5), -Q2, scaledP), -P2, scaledQ),
      s.addScaled(s.addScaled(s.scale(THIRD, m0), -Q2, evenP), -P2, evenQ),
      s.addScaled(s.add(scaledP, scaledQ), THIRD, m5),
      s.add(s.add(m0, evenP), evenQ),
      m5,
    ];
  },
};

/** `Aᵀ` */
export const pointsToResults: LinearMap = {
  inputs: 6,
  outputs: 4,
  apply: (s, inputs) => {
    const [m0, m1, m2, m3, m4, m5] = inputs as Six;
    const [evenP, oddP] = [s.add(m1, m2), s.subtract(m1, m2)];
    const [evenQ, oddQ] = [s.add(m3, m4), s.subtract(m3, m4)];
    return [
      s.add(s.add(m0, evenP), evenQ),
      s.addScaled(s.scale(P, oddP), Q, oddQ),
      s.addScaled(s.scale(P2, evenP), Q2, evenQ),
      s.addScaled(s.addScaled(m5, P * P2, oddP), Q * Q2, oddQ),
    ];
  },
};

/** `A` */
export const slopesToPoints: LinearMap = {
  inputs: 4,
  outputs: 6,
  apply: (s, inputs) => {
    const [y0, y1, y2, y3] = inputs as Four;
    const [evenP, oddP] = [s.addScaled(y0, P2, y2), s.addScaled(y1, P2, y3)];
    const [evenQ, oddQ] = [s.addScaled(y0, Q2, y2), s.addScaled(y1, Q2, y3)];
    return [
      y0,
      s.addScaled(evenP, P, oddP),
      s.addScaled(evenP, -P, oddP),
      s.addScaled(evenQ, Q, oddQ),
      s.addScaled(evenQ, -Q, oddQ),
      y3,
    ];
  },
};

/** `G` */
export const kernelToPoints: LinearMap = {
  inputs: 3,
  outputs: 6,
  apply: (s, inputs) => {
    const [g0, g1, g2] = inputs as Three;
    const evenP = s.addScaled(s.scale(AT_P, g0), AT_P * P2, g2);
    const evenQ = s.addScaled(s.scale(AT_Q, g0), AT_Q * Q2, g2);
    return [
      s.scale(AT_0, g0),
      s.addScaled(evenP, AT_P * P, g1),
      s.addScaled(evenP, -AT_P * P, g1),
      s.addScaled(evenQ, AT_Q * Q, g1),
      s.addScaled(evenQ, -AT_Q * Q, g1),
      g2,
    ];
  },
};

/** `Gᵀ` */
export const pointsToKernel: LinearMap = {
  inputs: 6,
  outputs: 3,
  apply: (s, inputs) => {
    const [m0, m1, m2, m3, m4, m5] = inputs as Six;
    const [evenP, oddP] = [s.add(m1, m2), s.subtract(m1, m2)];
    const [evenQ, oddQ] = [s.add(m3, m4), s.subtract(m3, m4)];
    return [
      s.addScaled(s.addScaled(s.scale(AT_0, m0), AT_P, evenP), AT_Q, evenQ),
      s.addScaled(s.scale(AT_P * P, oddP), AT_Q * Q, oddQ),
      s.addScaled(s.addScaled(m5, AT_P * P2, evenP), AT_Q * Q2, evenQ),
    ];
  },
};
