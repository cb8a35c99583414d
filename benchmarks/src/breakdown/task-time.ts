/** Where the time of a compiled program goes. */

export type TaskKind =
  | 'matmul'
  | 'convolution'
  | 'pooling'
  | 'element-wise'
  | 'reduction'
  | 'optimizer'
  | 'random'
  | 'gather'
  | 'overhead'
  | 'other';

/** The time of one task, in a run of the program on the mean. */
export interface TaskTime {
  /** What it does: `matmul 32×784×128 + Relu`. */
  readonly task: string;
  readonly microseconds: number;
  readonly kind: TaskKind;
  /** Floating point operations of matrix products and convolutions; 0 where they do not count. */
  readonly flops: number;
}

export interface ProgramTimes {
  readonly program: string;
  /** Runs that the mean is over. */
  readonly runs: number;
  readonly threads: number;
  readonly tasks: readonly TaskTime[];
}
