import { type ErrorCode, type ErrorView, errors } from '@cheban/contracts';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
  Injectable,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway, isDeadlock, isLockTimeout } from '../database/index.js';
import { AppError, type ErrorDetails } from '../errors/index.js';
import { LOGGER, type Logger } from '../logging/index.js';

/** Bytes of a body that is too large which are read to their end. */
const MOST_HEARD_OUT = 16 * 1024 * 1024;

interface Answer {
  code: ErrorCode;
  details: ErrorDetails;
}

/** Turns whatever was thrown into a code with a Chinese sentence. Never shows a stack, SQL or an English message. */
@Catch()
@Injectable()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { code, details } = classify(error);
    const spec = errors[code];
    if (spec.status >= 500)
      this.logger.error({ err: error, code, url: request.routeOptions?.url }, 'request failed');
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const body: ErrorView = {
      error: {
        code,
        message: spec.text,
        retry: spec.retry,
        requestId: String(request.id),
        ...(details.retryAfterSec ? { retryAfterSec: details.retryAfterSec } : {}),
        ...(details.fields ? { fields: details.fields } : {}),
      },
    };
    if (code === 'REQUEST.TOO_LARGE' && isHeardOut(request)) void reply.removeHeader('connection');
    if (details.retryAfterSec) void reply.header('Retry-After', String(details.retryAfterSec));
    void reply.status(spec.status).type('application/json; charset=utf-8').send(body);
  }
}

/**
 * Whether the rest of a refused body is read and dropped. Who is still sending when the connection is closed, as Fastify
 * does, meets a broken pipe instead of the answer; who announces absurdly much, or does not say how much, is cut off.
 */
const isHeardOut = ({ headers }: FastifyRequest): boolean =>
  Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= MOST_HEARD_OUT;

const byStatus: Record<number, ErrorCode> = {
  400: 'REQUEST.INVALID',
  401: 'AUTH.REQUIRED',
  403: 'AUTH.FORBIDDEN',
  404: 'REQUEST.NOT_FOUND',
  405: 'REQUEST.NOT_FOUND',
  413: 'REQUEST.TOO_LARGE',
  414: 'REQUEST.TOO_LARGE',
  415: 'REQUEST.UNSUPPORTED_TYPE',
  429: 'REQUEST.TOO_MANY',
};

/** What the parser of uploads says of a body that is cut off or no form: errors without a status. */
const BROKEN_UPLOAD = /^Multipart: |unexpected end of multipart data$|^The needle cannot /i;

export function classify(error: unknown): Answer {
  if (error instanceof AppError) return { code: error.code, details: error.details };
  if (error instanceof Error && BROKEN_UPLOAD.test(error.message))
    return {
      code: 'REQUEST.INVALID',
      details: { fields: [{ path: 'file', message: '文件没有传完整，请重新上传' }] },
    };
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: number } | null)?.statusCode;
  const code = status === undefined ? undefined : byStatus[status];
  // A client that hangs up in the middle of a body looks like a database that does, but for the status it was given.
  if (!code && (isDeadlock(error) || isLockTimeout(error) || isDatabaseAway(error)))
    return { code: 'SERVER.UNAVAILABLE', details: { retryAfterSec: 2 } };
  return { code: code ?? 'SERVER.INTERNAL', details: {} };
}
