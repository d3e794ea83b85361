import type { ArticleBlock, ArticleState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** A page that is useful for owners of some models. Its photos are photos of subject `article`. */
@Entity('article')
@Index('ix_article_store', ['storeId', 'state', 'publishedAt'])
export class ArticleEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(10) })
  state: ArticleState;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  @Column({ type: 'varchar', length: 80 })
  summary: string;

  @Column({ type: 'text', transformer: jsonText })
  models: string[];

  @Column({ type: 'mediumtext', transformer: jsonText })
  blocks: ArticleBlock[];

  @Column({ name: 'published_at', ...instantColumn, nullable: true })
  publishedAt: Date | null;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}
