import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { AppError } from '../errors/index.js';

// Default messages of zod in Chinese; schemas add their own where a person fills the field.
z.config(z.locales.zhCN());

/** Validates every @Body, @Query and @Param that names a schema; unknown fields are refused by strict schemas. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: inputProblem,
  });
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
