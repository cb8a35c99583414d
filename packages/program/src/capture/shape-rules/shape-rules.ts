import { contractionRules } from './contraction-rules.ts';
import { creationRules } from './creation-rules.ts';
import { elementwiseRules } from './elementwise-rules.ts';
import { imageRules } from './image-rules.ts';
import { indexingRules } from './indexing-rules.ts';
import { reductionRules } from './reduction-rules.ts';
import type { ShapeRules } from './shape-rule.ts';
import { shapingRules } from './shaping-rules.ts';

/** For each kernel that can be captured, what its results look like. */
export const shapeRules: ShapeRules = {
  ...elementwiseRules,
  ...reductionRules,
  ...shapingRules,
  ...indexingRules,
  ...contractionRules,
  ...imageRules,
  ...creationRules,
};
