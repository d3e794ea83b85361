import type { ServiceKind } from '@cheban/contracts';

export interface Include {
  readonly title: string;
  readonly text: string;
}

const numbers: Include = {
  title: '三项数据',
  text: '四轮胎压、花纹深度、刹车片厚度逐一测量，技师签字，离店时交给您。',
};
const wash: Include = { title: '离店洗车', text: '交车前为您清洗外观，工期紧张时会先征得您的同意。' };
const promise: Include = {
  title: '准时交车',
  text: '接车时承诺交车时间，进度随时可看；有变化会先告诉您原因。',
};
const ask: Include = { title: '先报价再动手', text: '任何增加的项目都先报价，您同意了才做。' };

const oil: Include[] = [
  { title: '更换机油和机油滤芯', text: '按厂家规格加注，加注后当面核对液位。' },
  { title: '基础检查', text: '灯光、雨刮、皮带、各类油液、蓄电池逐项检查。' },
];

const usual: Partial<Record<ServiceKind, readonly Include[]>> = {
  first_service: [...oil, { title: '新车使用讲解', text: '磨合期注意事项和常用功能，现场为您讲解。' }],
  service: oil,
  repair: [{ title: '故障诊断', text: '先诊断再报价，换下的旧件可以带走或当面查看。' }],
  quick_repair: [{ title: '快修作业', text: '单项作业，在休息区稍候即可取车。' }],
  body_paint: [{ title: '钣金喷漆', text: '修复、调色、喷涂、抛光，交车前在日光下复查色差。' }],
  check_up: [{ title: '全车检查', text: '按检查表逐项检查并拍照，结果以绿、黄、红三色告诉您。' }],
};

/** What a service of a kind usually includes, for stores that have not written their own words. */
export function usualIncludes(kind: ServiceKind | null): Include[] {
  if (kind === 'test_drive') return [];
  return [...(kind === null ? [] : (usual[kind] ?? [])), numbers, ask, wash, promise];
}
