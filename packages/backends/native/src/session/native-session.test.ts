import { useBackend } from '@myelin/core';
import { beforeAll } from 'vitest';
import { predictionLaws } from '../../../../program/test-support/prediction-laws.ts';
import { sessionLaws } from '../../../../program/test-support/session-laws.ts';
import { withEngine } from '../../test-support/with-engine.ts';
import { native } from '../native.ts';

withEngine('a session of the engine', ({ open }) => {
  beforeAll(async () => {
    await useBackend(native);
  });

  sessionLaws(open);
  predictionLaws(open);
});
