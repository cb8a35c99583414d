import { Callback } from 'myelin';

/** A dot for each epoch, a new line every hundred: the callback that the note writes. */
export class PrintDot extends Callback {
  override onEpochEnd(epoch: number): void {
    process.stdout.write(epoch % 100 === 0 ? '\n' : '.');
  }
}
