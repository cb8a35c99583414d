/** What is smaller counts as none, as in Keras. */
export const NOTHING = 1e-9;
