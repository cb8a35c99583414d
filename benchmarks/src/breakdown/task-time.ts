/** What a backend says about where the time of a compiled program goes. */

type TaskKind =
  | 'matmul'
  | 'convolution'
  | 'pooling'
  | 'element-wise'
  | 'reduction'
  | 'optimizer'
  | 'random'
  | 'gather'
  | 'overhead';

/** The time of one task, in a run of the program on the mean. */
export interface TaskTime {
  /** What it does: `matmul 32×784×128 + relu`. */
  readonly task: string;
  readonly microseconds: number;
  readonly kind: TaskKind;
  /** Floating point operations. */
  readonly flops: number;
}

export interface ProgramTimes {
  readonly program: string;
  /** Runs that the mean is over. */
  readonly runs: number;
  readonly threads: number;
  readonly tasks: readonly TaskTime[];
}
