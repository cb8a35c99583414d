export { type NativeOptions, native, nativeWith } from './native.ts';
