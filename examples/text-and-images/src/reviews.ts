const praise = [
  'A wonderful film, moving and beautifully played.',
  'I loved every minute of it.',
  'Superb cast, superb music, a great story.',
  'The best film of the year!',
  'Funny, warm and clever: see it.',
  'A moving story, wonderfully told.',
  'Great acting and a great ending.',
  'I laughed, I cried, I loved it.',
  'Clever and beautiful, a real pleasure.',
  'One of the best stories I know.',
  'Beautiful pictures and a wonderful cast.',
  'Warm, funny, and never too long.',
];

const blame = [
  'A dull film, badly played and far too long.',
  'I hated every minute of it.',
  'Boring cast, boring music, a poor story.',
  'The worst film of the year!',
  'Dull, cold and stupid: avoid it.',
  'A boring story, badly told.',
  'Poor acting and a poor ending.',
  'I yawned, I slept, I hated it.',
  'Stupid and ugly, a waste of time.',
  'One of the worst stories I know.',
  'Ugly pictures and a dull cast.',
  'Cold, boring, and far too long.',
];

/** Two dozen film reviews, made up for this example. */
export const reviews: readonly { readonly text: string; readonly isPraise: boolean }[] = [
  ...praise.map((text) => ({ text, isPraise: true })),
  ...blame.map((text) => ({ text, isPraise: false })),
];
