import type { Logs } from '@myelin/core';

/** What a run is about. */
export interface RunHeader {
  readonly title: string;
  readonly epochs: number;
  /** Milliseconds since 1970. */
  readonly begin: number;
}

/** An epoch that is over. */
export interface EpochRow {
  /** Counted from 0. */
  readonly epoch: number;
  readonly logs: Logs;
  /** Absent where there is not the one. */
  readonly learningRate?: number;
  /** Since the run began. */
  readonly seconds: number;
}

/** How far the present epoch is. */
export interface EpochProgress {
  readonly epoch: number;
  /** Batches done. */
  readonly batches: number;
  /** Batches in all; null if not known. */
  readonly steps: number | null;
  readonly logs: Logs;
  readonly seconds: number;
}

export interface RunEnd {
  /** Why training stopped early; null if it did not. */
  readonly stopReason: string | null;
  readonly seconds: number;
}

/** All that has happened in a run so far: what a page that is opened late must be told. */
export class RunRecord {
  readonly header: RunHeader;
  readonly rows: EpochRow[] = [];
  progress: EpochProgress | undefined;
  end: RunEnd | undefined;

  constructor(header: RunHeader) {
    this.header = header;
  }

  /** Seconds since the run began. */
  get seconds(): number {
    return (Date.now() - this.header.begin) / 1000;
  }
}
