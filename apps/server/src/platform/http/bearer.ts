import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors/index.js';

/** The access token of a request; throws AUTH.REQUIRED. The word before it may be written in any case (RFC 9110, 11.1). */
export function bearerOf(request: FastifyRequest): string {
  const header = request.headers.authorization ?? '';
  const match = /^Bearer ([A-Za-z0-9_-]{20,100})$/i.exec(header);
  if (!match?.[1]) throw new AppError('AUTH.REQUIRED');
  return match[1];
}
