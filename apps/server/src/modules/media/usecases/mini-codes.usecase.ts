import { MiniProgramClient } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { MiniCodeEntity } from '../persistence/mini-code.entity.js';
import { PhotoFiles } from './photo-files.js';

/** Pixels; sharp on a phone, and as a small poster. */
const WIDTH = 430;

/** Pictures of mini-program codes: each is asked of WeChat once (5,000 a minute for the account) and kept. */
@Injectable()
export class MiniCodes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly client: MiniProgramClient,
    private readonly files: PhotoFiles,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The picture that opens a page with a scene, as a data address; null while WeChat does not give it.
   * @param page without leading slash and without query
   * @param scene 1 to 32 ASCII characters; the page gets it as `scene`
   */
  async picture(page: string, scene: string): Promise<string | null> {
    const known = await this.uow.reader.findOneBy(MiniCodeEntity, { page, scene });
    const kept = known && (await this.files.read(known.fileId, 'full'));
    if (known && kept) return addressOf(known.contentType, kept);
    try {
      const { contentType, image } = await this.client.getUnlimitedQrCode({ page, scene, width: WIDTH });
      const type = contentType.split(';')[0]?.trim() ?? '';
      await this.keep(page, scene, type, image, known?.fileId ?? null);
      return addressOf(type, image);
    } catch (error) {
      this.logger.warn({ err: error, page }, 'no mini-program code');
      return null;
    }
  }

  /** Of two at once the second is thrown away. A file that was lost is written again under its id. */
  private async keep(
    page: string,
    scene: string,
    contentType: string,
    image: Buffer,
    lostId: string | null,
  ): Promise<void> {
    const fileId = lostId ?? newId(this.clock);
    await this.files.keep(fileId, 'full', image);
    if (lostId !== null) return;
    const { affectedRows } = await this.uow.reader.query<{ affectedRows: number }>(
      'INSERT IGNORE INTO mini_code (page, scene, file_id, content_type, made_at) VALUES (?, ?, ?, ?, ?)',
      [page, scene, fileId, contentType, this.clock.date()],
    );
    if (affectedRows === 0) await this.files.remove(fileId);
  }
}

const addressOf = (contentType: string, image: Buffer) =>
  `data:${contentType};base64,${image.toString('base64')}`;
