export { backendsHere, onEachBackend } from './on-each-backend.ts';
