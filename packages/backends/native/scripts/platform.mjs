/**
 * The name of a platform in npm packages, as napi-rs has it: `linux-x64-gnu` for `x86_64-unknown-linux-gnu`.
 *
 * @param {string} target - A target of rustc.
 * @returns {string}
 */
export function platformOf(target) {
  const [processor, , system, abi] = target.split('-');
  const cpu = { x86_64: 'x64', aarch64: 'arm64' }[processor] ?? processor;
  const os = { windows: 'win32' }[system] ?? system;
  return [os, cpu, abi].filter(Boolean).join('-');
}
