export type {
  CompileReport,
  CompilingBackend,
  Executable,
  ProgramSupport,
  RowBatches,
  RowStore,
  Session,
  SessionOptions,
  StateDeclaration,
} from './execution/session.ts';
export { canCompile } from './execution/session.ts';
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
export type {
  ContractionTask,
  LoopTask,
  MemoryPlan,
  Place,
  Schedule,
  SingleTask,
  Task,
} from './schedule/schedule.ts';
