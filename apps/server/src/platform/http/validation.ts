import { StandardSchemaValidationPipe } from '@nestjs/common';
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
