import {
  ColumnTransformer,
  LabelEncoder,
  OneHotEncoder,
  OrdinalEncoder,
  table,
  toCategorical,
} from 'myelin';
import { heading } from './heading.ts';

/** Words as numbers, in the order of the note: by hand, as whole numbers, as columns of their own. */
export function printWords(): void {
  heading('By hand, where there are two values');
  const train = table({ Name: ['Owen', 'Florence', 'Laina'], Sex: ['male', 'female', 'female'] });
  console.log(String(train.map('Sex', (sex) => (sex === 'male' ? 1 : 0))));
  const replaced = train.replace('Sex', { male: 1, female: 0 }).column('Sex').toArray();
  console.log(`The same by train.replace('Sex', { male: 1, female: 0 }): ${replaced.join(', ')}`);

  heading('Whole numbers: LabelEncoder');
  const people = table({
    Country: ['Korea', 'Japan', 'China'],
    Age: [44, 27, 30],
    Salary: [7200, 4800, 6100],
  });
  const labels = new LabelEncoder().fit(people.column('Country'));
  console.log(String(people.with('Country', labels.transform(people.column('Country')))));
  const numbered = labels.classes.map((name, code) => `${name} ${code}`);
  console.log(`In the order of the alphabet: ${numbered.join(', ')}.`);
  console.log('A network may take 2 for more than 1, though Korea is not more than Japan.');

  heading('Whole numbers in an order that means something: OrdinalEncoder');
  const sizes = new OrdinalEncoder({ categories: [['small', 'medium', 'large']] });
  console.log(String(sizes.fitTransform([['large'], ['small'], ['medium']])));

  heading('A column for each: OneHotEncoder');
  const others = table({
    Country: ['Korea', 'Japan', 'China'],
    Age: [38, 27, 30],
    Salary: [7200, 4800, 3100],
  });
  // Without `categories` the columns come in the order of the alphabet: China, Japan, Korea.
  const countries = new OneHotEncoder({
    categories: [['Korea', 'Japan', 'China']],
    featureNameCombiner: (_, country) => String(country),
  });
  const prepare = new ColumnTransformer({
    transformers: [['countries', countries, ['Country']]],
    remainder: 'passthrough',
    verboseFeatureNamesOut: false,
  });
  console.log(String(prepare.fitTransformTable(others)));
  const sorted = new OneHotEncoder().fit(others.select('Country'));
  console.log(`Without { categories }: ${sorted.featureNamesOut().join(', ')}`);

  heading('Classes: toCategorical([2, 6, 6, 1], 7)');
  console.log(String(toCategorical([2, 6, 6, 1], 7, { dtype: 'int32' })));
}
