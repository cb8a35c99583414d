export { CaptureError } from './capture/capture-error.ts';
export type {
  CapturedOutput,
  CaptureOptions,
  InputDeclaration,
} from './capture/capture-options.ts';
export { captureProgram } from './capture/capture-program.ts';
export { type KernelSignature, kernelProgram, knownKernels } from './capture/kernel-program.ts';
export type { TensorType } from './capture/shape-rules/shape-rule.ts';
export {
  COLUMN_PIECE,
  type ColumnForm,
  columnFormOf,
  isMostlyZeros,
  shareOfOthers,
} from './execution/column-form.ts';
export type {
  Columns,
  CompileReport,
  CompilingBackend,
  Executable,
  ProgramSupport,
  RowBatches,
  RowStore,
  RowsUse,
  Session,
  SessionOptions,
  StateDeclaration,
  TaskTime,
} from './execution/session.ts';
export { canCompile } from './execution/session.ts';
export { UnsupportedProgramError } from './execution/unsupported-program-error.ts';
export { interpret } from './interpreter/interpret.ts';
export {
  aliasKernels,
  binaryKernels,
  broadcastKernel,
  convolutionKernels,
  isAlias,
  isContraction,
  isElementwise,
  isReduction,
  matrixProductKernel,
  otherKernels,
  randomKernel,
  reductionKernels,
  selectKernel,
  unaryKernels,
} from './ir/primitives.ts';
export { printProgram } from './ir/print-program.ts';
export type {
  Attribute,
  Attributes,
  Constant,
  DataType,
  Operation,
  Origin,
  Program,
  ProgramInput,
  ProgramOutput,
  Value,
} from './ir/program.ts';
export { bodyOf, scanParts } from './ir/scan-operation.ts';
export { optimize } from './passes/optimize.ts';
export { compressibleInputs, rootsOf } from './schedule/compressible-inputs.ts';
export { isConcatInPlace, isSliceInPlace } from './schedule/moves-in-place.ts';
export { describeTask, printSchedule } from './schedule/print-schedule.ts';
export type {
  ContractionTask,
  LoopTask,
  MemoryPlan,
  Place,
  ScanTask,
  Schedule,
  SingleTask,
  Task,
} from './schedule/schedule.ts';
export { scheduleProgram } from './schedule/schedule-program.ts';
