import { businessDate, id, importKinds, routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { StaffActor } from '../../../platform/auth/index.js';
import { AppError, invalidField } from '../../../platform/errors/index.js';
import {
  attachment,
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Imports } from '../usecases/imports.usecase.js';

const area = routes.import;

const uploadFields = z.strictObject({
  kind: z.enum(importKinds),
  storeId: id,
  asOf: businessDate.optional(),
});
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller()
export class ImportController {
  constructor(private readonly imports: Imports) {}

  @Handles(area.upload)
  async upload(
    @CurrentStaff() actor: StaffActor,
    @Req() request: FastifyRequest,
  ): Promise<ViewOf<typeof area.upload>> {
    if (!request.isMultipart()) throw new AppError('REQUEST.UNSUPPORTED_TYPE');
    const values: Record<string, unknown> = {};
    let fileId: string | null = null;
    let fileName = '';
    try {
      for await (const part of request.parts()) {
        if (part.type === 'field') values[part.fieldname] = part.value;
        else if (part.fieldname !== 'file') throw invalidField(part.fieldname, '这个接口不接受这些内容');
        else {
          fileName = part.filename;
          fileId = await this.imports.receive(part.file);
          if (part.file.truncated) throw new AppError('REQUEST.TOO_LARGE');
        }
      }
      const parsed = uploadFields.safeParse(values);
      if (!parsed.success) throw invalidFields(parsed.error);
      if (fileId === null) throw invalidField('file', '请选择要上传的文件');
      return area.upload.view.parse(
        await this.imports.upload(actor, fileId, {
          ...parsed.data,
          fileName: fileName || '未命名',
          asOf: parsed.data.asOf,
        }),
      );
    } catch (error) {
      if (fileId !== null) await this.imports.discard(fileId);
      throw error;
    }
  }

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.imports.list(actor, query.page, query.pageSize);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.imports.detail(actor, params.id);
  }

  @Handles(area.run)
  run(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.run.params }) params: ParamsOf<typeof area.run>,
    @Body({ schema: area.run.body }) body: BodyOf<typeof area.run>,
  ): Promise<ViewOf<typeof area.run>> {
    return this.imports.start(actor, params.id, body);
  }

  @Handles(area.changeFile)
  async changeFile(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.changeFile.params }) params: ParamsOf<typeof area.changeFile>,
  ): Promise<StreamableFile> {
    const { stream, fileName, size } = await this.imports.changeFile(actor, params.id);
    return new StreamableFile(stream, {
      type: 'text/csv; charset=utf-8',
      length: size,
      disposition: attachment('changes.csv', fileName),
    });
  }

  @Handles(area.errorFile)
  async errorFile(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.errorFile.params }) params: ParamsOf<typeof area.errorFile>,
  ): Promise<StreamableFile> {
    const { stream, fileName, size } = await this.imports.errorFile(actor, params.id);
    return new StreamableFile(stream, {
      type: XLSX,
      length: size,
      disposition: attachment('errors.xlsx', fileName),
    });
  }
}

function invalidFields(error: z.ZodError): AppError {
  return new AppError('REQUEST.INVALID', {
    fields: error.issues
      .slice(0, 20)
      .map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}
