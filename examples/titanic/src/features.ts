import { type Cell, type Table, tableFunctions } from 'myelin';

/**
 * What a passenger's row says between the lines: the title in the name, how many travel together, the deck.
 *
 * It only looks at one row at a time, so that nothing is learned here that a fold should not know.
 */
export function deriveFeatures(passengers: Table): Table {
  return passengers
    .with('Title', ({ Name }) => titleOf(Name))
    .with('FamilySize', ({ SibSp, Parch }) => Number(SibSp) + Number(Parch) + 1)
    .with('IsAlone', ({ FamilySize }) => FamilySize === 1)
    .with('Deck', ({ Cabin }) => (typeof Cabin === 'string' ? Cabin.slice(0, 1) : 'none'))
    .with('LogFare', ({ Fare }) => (typeof Fare === 'number' ? Math.log1p(Fare) : null));
}

// Under a name it can be saved: a file holds the name, and never the code.
tableFunctions.register({ 'titanic/features': deriveFeatures });

/** Titles that say the same about age and sex; all others are rare. */
const titles = new Map([
  ['Mr', 'Mr'],
  ['Mrs', 'Mrs'],
  ['Mme', 'Mrs'],
  ['Miss', 'Miss'],
  ['Mlle', 'Miss'],
  ['Ms', 'Miss'],
  ['Master', 'Master'],
]);

/** "Braund, Mr. Owen Harris" is a Mr. */
export function titleOf(name: Cell | undefined): string {
  const [, title = ''] = /, (?:the )?(\w+)\./.exec(String(name)) ?? [];
  return titles.get(title) ?? 'Rare';
}
