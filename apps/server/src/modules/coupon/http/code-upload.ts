import { PassThrough, type Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../../platform/errors/index.js';

/** A file of 100,000 codes with secrets and dates is some megabytes. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface CodeUpload {
  readonly content: Readable;
  readonly name: string;
  readonly dryRun: boolean;
}

/**
 * Reads the one file and the flag of an upload of codes; the flag may stand before or behind the file. Without it the run
 * is dry. Throws REQUEST.UNSUPPORTED_TYPE, REQUEST.TOO_LARGE, REQUEST.INVALID.
 */
export async function readCodeUpload<T>(
  request: FastifyRequest,
  work: (upload: CodeUpload) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new AppError('REQUEST.UNSUPPORTED_TYPE');
  const chunks: Buffer[] = [];
  let name: string | null = null;
  let dryRun = true;
  for await (const part of request.parts({ limits: { fileSize: MAX_BYTES, files: 1, fields: 1 } })) {
    if (part.type === 'field') {
      if (part.fieldname !== 'dryRun' || (part.value !== 'true' && part.value !== 'false'))
        throw invalid(part.fieldname, '这个接口不接受这些内容');
      dryRun = part.value === 'true';
    } else if (part.fieldname !== 'file') throw invalid(part.fieldname, '这个接口不接受这些内容');
    else {
      name = part.filename || '未命名';
      for await (const chunk of part.file) chunks.push(chunk as Buffer);
      if (part.file.truncated) throw new AppError('REQUEST.TOO_LARGE');
    }
  }
  if (name === null) throw invalid('file', '请选择要上传的文件');
  const content = new PassThrough();
  content.end(Buffer.concat(chunks));
  return work({ content, name, dryRun });
}

const invalid = (path: string, message: string) =>
  new AppError('REQUEST.INVALID', { fields: [{ path, message }] });
