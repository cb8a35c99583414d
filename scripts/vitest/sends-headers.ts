import type { Plugin } from 'vitest/config';

/** Headers that isolate a page from other origins, so that its threads may share memory. */
export const isolation: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Every answer of the test server carries the headers. */
export function sendsHeaders(headers: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'sends-headers',
    configureServer(server) {
      server.middlewares.use((_request, response, next) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        next();
      });
    },
  };
}
