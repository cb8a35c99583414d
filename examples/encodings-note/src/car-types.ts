import { RandomSource, type Table, table } from 'myelin';

/** What is asked of a customer, and which type of car that one bought. */
export type CustomerRow = {
  readonly Age: number | null;
  readonly Sex: string;
  /** Per year, in ten thousand won. */
  readonly Income: number;
  readonly Car: string;
};

/**
 * Invented customers. The young and the well-off prefer an SUV, women at a somewhat lower income; one in ten decides otherwise
 * than the rule says, and a few did not tell their age.
 */
export function inventCustomers(count: number): {
  readonly customers: Table<CustomerRow>;
  /** Share of customers who bought what the rule says: nobody can predict more, but by luck. */
  readonly byRule: number;
} {
  const random = new RandomSource(106);
  const ages: (number | null)[] = [];
  const [sexes, cars]: [string[], string[]] = [[], []];
  const incomes: number[] = [];
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const age = 20 + random.integer(51);
    const sex = random.unit() < 0.5 ? 'female' : 'male';
    const income = 2000 + 100 * random.integer(81);
    const rule = (45 - age) / 10 + (income - (sex === 'female' ? 5000 : 6500)) / 1500 > 0;
    const keepsToIt = random.unit() < 0.9;
    if (keepsToIt) kept++;
    ages.push(random.unit() < 0.03 ? null : age);
    sexes.push(sex);
    incomes.push(income);
    cars.push(rule === keepsToIt ? 'SUV' : 'sedan');
  }
  return {
    customers: table({ Age: ages, Sex: sexes, Income: incomes, Car: cars }),
    byRule: kept / count,
  };
}
