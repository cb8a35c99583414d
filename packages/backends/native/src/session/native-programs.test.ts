import { useBackend } from '@myelin/core';
import { beforeAll, describe } from 'vitest';
import {
  loopLaws,
  randomProgramLaws,
  sharedProgramLaws,
} from '../../../../program/test-support/program-laws.ts';
import { withEngine } from '../../test-support/with-engine.ts';
import { native } from '../native.ts';

withEngine('programs in the engine', ({ binding, open }) => {
  beforeAll(async () => {
    await useBackend(native);
  });

  describe.each(binding.instructionSets())('with %s', (instructionSet) => {
    loopLaws((wishes) => open({ ...wishes, instructionSet }));
    randomProgramLaws((wishes) => open({ ...wishes, instructionSet }));
    sharedProgramLaws((wishes) => open({ ...wishes, instructionSet }));
  });
});
