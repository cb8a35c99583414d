import { ArgumentError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { classificationReport } from './classification-report.ts';

const yTrue = ['cat', 'cat', 'dog', 'bird'];
const yPred = ['cat', 'dog', 'dog', 'cat'];

describe('classificationReport', () => {
  const report = classificationReport(yTrue, yPred);

  test('holds numbers by name', () => {
    // Of two cats one is found, and of two that were taken for cats one is one.
    expect(report.classes.get('cat')).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1Score: 0.5,
      support: 2,
    });
    expect([...report.classes.keys()]).toEqual(['bird', 'cat', 'dog']);
    expect(report.accuracy).toBe(0.5);
    expect(report.macroAverage.recall).toBe(0.5);
    expect(report.weightedAverage.precision).toBe(0.375);
    expect(report.microAverage).toBeUndefined();
    expect(report.samplesAverage).toBeUndefined();
  });

  test('prints as the table of scikit-learn, with ties rounded to even', () => {
    // 0.375 to two digits is 0.38, 0.125 would be 0.12.
    expect(String(report)).toBe(`              precision    recall  f1-score   support

        bird       0.00      0.00      0.00         1
         cat       0.50      0.50      0.50         2
         dog       0.50      1.00      0.67         1

    accuracy                           0.50         4
   macro avg       0.33      0.50      0.39         4
weighted avg       0.38      0.50      0.42         4
`);
    const eighth = classificationReport([0, 0, 0, 0, 0, 0, 0, 0, 1], [0, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(String(eighth)).toContain('           0       1.00      0.12      0.22         8\n');
  });

  test('is the record of scikit-learn as JSON', () => {
    expect(JSON.parse(JSON.stringify(classificationReport([0, 1], [0, 1])))).toEqual({
      0: { precision: 1, recall: 1, 'f1-score': 1, support: 1 },
      1: { precision: 1, recall: 1, 'f1-score': 1, support: 1 },
      accuracy: 1,
      'macro avg': { precision: 1, recall: 1, 'f1-score': 1, support: 2 },
      'weighted avg': { precision: 1, recall: 1, 'f1-score': 1, support: 2 },
    });
    const named = classificationReport([0], [0], { targetNames: ['__proto__'] });
    expect(Object.keys(named.toJSON())).toContain('__proto__');
  });

  test('gives micro averages in place of accuracy where classes are left out', () => {
    const some = classificationReport(yTrue, yPred, { labels: ['dog', 'cat'] });
    expect([...some.classes.keys()]).toEqual(['dog', 'cat']);
    expect(some.accuracy).toBeUndefined();
    // Two hits of four predictions and of three samples.
    expect(some.microAverage).toMatchObject({ precision: 0.5, recall: 2 / 3, support: 3 });
  });

  test('averages over samples that have several labels', () => {
    const several = classificationReport(
      [
        [1, 1],
        [0, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    );
    expect(several.samplesAverage).toMatchObject({ precision: 1, recall: 0.75, support: 3 });
    expect(String(several)).toContain('\n samples avg       1.00      0.75      0.83         3\n');
  });

  test('names classes, and prints weights as Python does', () => {
    const named = classificationReport([0, 1], [0, 1], {
      targetNames: ['negative', 'a rather long name'],
      sampleWeight: [1, 2],
      digits: 3,
    });
    expect(String(named)).toContain(
      '          negative      1.000     1.000     1.000       1.0\n',
    );
    expect(named.classes.get('a rather long name')?.support).toBe(2);
  });

  test.each([
    [
      { targetNames: ['one'] },
      '`targetNames` must be 3 texts, one for each class, received ["one"]',
    ],
    [{ digits: -1 }, '`digits` must be a whole number of at least 0 and of at most 50'],
    [{ zeroDivision: 0.5 }, '`zeroDivision` must be one of 0, 1, NaN, received 0.5'],
  ])('refuses %o', (options, message) => {
    const act = () => classificationReport(yTrue, yPred, options);
    expect(act).toThrow(ArgumentError);
    expect(act).toThrow(message);
  });
});
