/** What a client is told of an error: HTTP status, whether the same request may be sent again, and a Chinese sentence. */
export interface ErrorSpec {
  status: number;
  retry: boolean;
  text: string;
}

/** Keeps the codes of a record as they are written. */
export const spec = <T extends Record<string, ErrorSpec>>(record: T): T => record;
