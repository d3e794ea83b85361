import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** A picture of a mini-program code that WeChat has made; its bytes lie among the photos under `fileId`. */
@Entity('mini_code')
export class MiniCodeEntity {
  @PrimaryColumn({ ...codeColumn(60) })
  page: string;

  @PrimaryColumn({ ...codeColumn(32) })
  scene: string;

  @Column({ name: 'file_id', ...idColumn })
  fileId: string;

  @Column({ name: 'content_type', ...codeColumn(20) })
  contentType: string;

  @Column({ name: 'made_at', ...instantColumn })
  madeAt: Date;
}
