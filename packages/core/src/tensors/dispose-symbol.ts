/** `Symbol.dispose` for engines that do not have it yet, so that `using` works once compiled. */
if (!Symbol.dispose) {
  Object.defineProperty(Symbol, 'dispose', { value: Symbol('Symbol.dispose') });
}
