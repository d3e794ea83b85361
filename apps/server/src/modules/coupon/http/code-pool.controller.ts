import { PassThrough, type Readable } from 'node:stream';
import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { StaffActor } from '../../../platform/auth/index.js';
import { AppError, invalidField } from '../../../platform/errors/index.js';
import {
  type BodyOf,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { ManageCodePools } from '../usecases/manage-pools.usecase.js';

const area = routes.codePool;

/** Code pools: import, what is left, who has what. */
@Controller()
export class CodePoolController {
  constructor(private readonly pools: ManageCodePools) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.pools.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.pools.detail(actor, params.id);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.pools.create(actor, body);
  }

  @Handles(area.update)
  update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    return this.pools.update(actor, params.id, body);
  }

  @Handles(area.codes)
  codes(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.codes.params }) params: ParamsOf<typeof area.codes>,
    @Query({ schema: area.codes.query }) query: QueryOf<typeof area.codes>,
  ): Promise<ViewOf<typeof area.codes>> {
    return this.pools.codes(actor, params.id, query);
  }

  @Handles(area.voidCode)
  voidCode(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.voidCode.params }) params: ParamsOf<typeof area.voidCode>,
    @Body({ schema: area.voidCode.body }) body: BodyOf<typeof area.voidCode>,
  ): Promise<ViewOf<typeof area.voidCode>> {
    return this.pools.voidCode(actor, params.id, body.reason);
  }

  @Handles(area.import)
  async import(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.import.params }) params: ParamsOf<typeof area.import>,
    @Req() request: FastifyRequest,
  ): Promise<ViewOf<typeof area.import>> {
    // Before anything is read: nobody uploads to a pool that is not theirs.
    await this.pools.visible(actor, params.id);
    const view = await readCodeUpload(request, (file) => this.pools.import(actor, params.id, file));
    return area.import.view.parse(view);
  }

  @Handles(area.codeFile)
  async codeFile(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.codeFile.params }) params: ParamsOf<typeof area.codeFile>,
    @Query({ schema: area.codeFile.query }) query: QueryOf<typeof area.codeFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.pools.sheet(actor, params.id, query.state), 'codes.csv', '兑换码.csv');
  }
}

/** A file of 100,000 codes with secrets and dates is some megabytes. */
const MAX_BYTES = 16 * 1024 * 1024;

interface CodeUpload {
  readonly content: Readable;
  readonly name: string;
  readonly dryRun: boolean;
}

/**
 * Reads the one file and the flag of an upload of codes; the flag may stand before or behind the file. Without it the run
 * is dry. Throws REQUEST.UNSUPPORTED_TYPE, REQUEST.TOO_LARGE, REQUEST.INVALID.
 */
async function readCodeUpload<T>(
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
        throw invalidField(part.fieldname, '这个接口不接受这些内容');
      dryRun = part.value === 'true';
    } else if (part.fieldname !== 'file') throw invalidField(part.fieldname, '这个接口不接受这些内容');
    else {
      name = part.filename || '未命名';
      for await (const chunk of part.file) chunks.push(chunk as Buffer);
      if (part.file.truncated) throw new AppError('REQUEST.TOO_LARGE');
    }
  }
  if (name === null) throw invalidField('file', '请选择要上传的文件');
  const content = new PassThrough();
  content.end(Buffer.concat(chunks));
  return work({ content, name, dryRun });
}
