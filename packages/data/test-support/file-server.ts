import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a server answers one request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface FileServer {
  /** Its address, ending in a slash. */
  readonly url: string;
  /** `path range` of every request so far. */
  readonly requests: string[];
}

/** A real HTTP server for one test. The first request gets the first answer, …; the last answer stays. */
export async function fileServer(...answers: [Answer, ...Answer[]]): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(`${request.url} ${request.headers.range ?? 'all'}`);
    answer?.(response, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}

/** All of the content, whatever range is asked for. */
export const whole =
  (content: Uint8Array): Answer =>
  (response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.end(content);
  };

/** The part of the content that is asked for. */
export const ranged =
  (content: Uint8Array): Answer =>
  (response, request) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? 'bytes=0-')?.[1]);
    response.writeHead(request.headers.range ? 206 : 200, {
      'content-length': content.length - from,
      ...(request.headers.range && {
        'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
      }),
    });
    response.end(content.subarray(from));
  };

/** Announces everything, sends `count` bytes and breaks the connection. */
export const brokenAfter =
  (count: number, content: Uint8Array): Answer =>
  (response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, count), () => setTimeout(() => response.destroy(), 20));
  };

/** Sends `count` bytes and then nothing any more. */
export const silentAfter =
  (count: number, content: Uint8Array): Answer =>
  (response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, count));
  };

/** No length, all bytes in one chunked answer. */
export const unannounced =
  (content: Uint8Array): Answer =>
  (response) => {
    response.writeHead(200);
    response.end(content);
  };

/** A few bytes at a time. */
export const slow =
  (content: Uint8Array, pieces: number, pauseMs: number): Answer =>
  async (response) => {
    response.writeHead(200, { 'content-length': content.length });
    const size = Math.ceil(content.length / pieces);
    for (let offset = 0; offset < content.length; offset += size) {
      response.write(content.subarray(offset, offset + size));
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
    response.end();
  };

export const status =
  (code: number): Answer =>
  (response) => {
    response.writeHead(code);
    response.end('sorry');
  };

/** Never answers at all. */
export const hangs: Answer = () => undefined;
