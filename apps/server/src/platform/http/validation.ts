import { stripControl } from '@cheban/kernel';
import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { AppError } from '../errors/index.js';

// Default messages of zod in Chinese; schemas add their own where a person fills the field.
z.config(z.locales.zhCN());

/** Validates every @Body, @Query and @Param that names a schema; unknown fields are refused by strict schemas. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new RefusingPipe({
    exceptionFactory: inputProblem,
  });
}

/**
 * Nest takes fields named `constructor` and `prototype` away before it looks; here they are unknown fields like others
 * and refused. A body with `__proto__` never comes so far: Fastify does not parse it.
 */
class RefusingPipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(): void {}

  /** The schema counts and compares what can be seen. */
  override transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    return super.transform(metadata.schema ? (visible(value) as T) : value, metadata);
  }
}

/** Deeper than any schema goes: what is below is refused as it is. */
const MOST_LEVELS = 32;

/**
 * Takes out of every text what nobody sees: control characters, directions that turn a line round, characters without
 * width that make two names look alike. A password stays as it was typed.
 */
function visible(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return stripControl(value);
  if (typeof value !== 'object' || value === null || depth === MOST_LEVELS) return value;
  if (Array.isArray(value)) return value.map((inner) => visible(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      /password/i.test(key) ? inner : visible(inner, depth + 1),
    ]),
  );
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** REQUEST.INVALID with what is wrong, field by field. */
export function inputProblem(issues: readonly Issue[]): AppError {
  return new AppError('REQUEST.INVALID', {
    fields: issues.slice(0, 20).map((issue) => ({
      path: (issue.path ?? [])
        .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
        .join('.'),
      message: issue.message,
    })),
  });
}
