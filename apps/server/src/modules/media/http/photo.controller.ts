import { routes } from '@cheban/contracts';
import { Controller, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/index.js';
import {
  CurrentOwner,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Photos, type Uploader } from '../usecases/photos.usecase.js';

const area = routes.media;
/** Bytes; a phone's photo at its best quality is about 10 MB. */
const MAX_BYTES = 12 * 1024 * 1024;

@Controller()
export class PhotoController {
  constructor(private readonly photos: Photos) {}

  @Handles(area.uploadByOwner)
  uploadByOwner(
    @CurrentOwner() actor: OwnerActor,
    @Req() request: FastifyRequest,
  ): Promise<ViewOf<typeof area.uploadByOwner>> {
    return this.receive({ kind: 'owner', id: actor.ownerId }, request);
  }

  @Handles(area.uploadByStaff)
  uploadByStaff(
    @CurrentStaff() actor: StaffActor,
    @Req() request: FastifyRequest,
  ): Promise<ViewOf<typeof area.uploadByStaff>> {
    return this.receive({ kind: 'staff', id: actor.staffId }, request);
  }

  @Handles(area.photo)
  async photo(
    @Param({ schema: area.photo.params }) params: ParamsOf<typeof area.photo>,
    @Query({ schema: area.photo.query }) query: QueryOf<typeof area.photo>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const bytes = await this.photos.open(params.id, query.size, query.until, query.sign);
    if (bytes === null) throw notFound();
    void reply.header('Cache-Control', 'private, max-age=10800, immutable');
    void reply.header('Content-Security-Policy', "default-src 'none'");
    return new StreamableFile(bytes, { type: 'image/jpeg', disposition: 'inline', length: bytes.length });
  }

  private async receive(uploader: Uploader, request: FastifyRequest) {
    if (!request.isMultipart()) throw new AppError('REQUEST.UNSUPPORTED_TYPE');
    await this.photos.admit(uploader);
    const part = await request.file({ limits: { fileSize: MAX_BYTES, files: 1, fields: 0 } });
    if (part?.fieldname !== 'file') throw invalidField('file', '请选择照片');
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    if (part.file.truncated) throw new AppError('REQUEST.TOO_LARGE');
    return this.photos.upload(uploader, Buffer.concat(chunks));
  }
}
