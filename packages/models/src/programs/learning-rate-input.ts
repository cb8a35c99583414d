/** Name of the input of programs that is one of the optimizer's learning rates: `learningRate`, `learningRate 2`, … */
export function learningRateInput(index: number): string {
  return index === 0 ? 'learningRate' : `learningRate ${index + 1}`;
}
