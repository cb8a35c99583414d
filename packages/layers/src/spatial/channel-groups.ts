import type { Shape } from '@myelin/core';
import { formatShape, ShapeError } from '@myelin/core';

/** The channels of an input can be split into equal groups. @throws {@link ShapeError} */
export function requireEqualGroups(
  where: string,
  input: Shape,
  channels: number,
  groups: number,
): void {
  if (channels % groups === 0) return;
  throw new ShapeError({
    where,
    problem: `the ${channels} channels of the input of shape ${formatShape(input)} cannot be split into ${groups} \`groups\``,
    fix: 'pass a number of groups that divides the number of channels',
  });
}
