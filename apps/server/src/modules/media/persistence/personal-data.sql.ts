import type { PersonalTable } from '../../../platform/personal-data/index.js';

/** A photo without a subject is deleted with its bytes by the tidy job within minutes. */
export const mediaPersonalData: readonly PersonalTable[] = [
  {
    table: 'photo',
    title: '您上传的照片',
    whose: "uploader_kind = 'owner' AND uploader_id IN (:owner, :accounts)",
    show: { 上传时间: 'created_at', 宽: { sql: 'width', unit: '像素' }, 高: { sql: 'height', unit: '像素' } },
    newest: 'id',
    gone: {
      keep: '已移出所有页面，随后彻底删除',
      clear: { subject_type: null, subject_id: null, created_at: '2000-01-01 00:00:00' },
    },
  },
];
