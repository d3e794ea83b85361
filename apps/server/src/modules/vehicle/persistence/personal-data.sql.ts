import { vehicleRoleLabel, vehicleUseLabel } from '@cheban/contracts';
import type { PersonalTable } from '../../../platform/personal-data/index.js';

const OTHERS = `EXISTS (SELECT 1 FROM owner_vehicle z
  WHERE z.vehicle_id = vehicle.id AND z.ended_at IS NULL AND z.owner_id <> :owner)`;

/** The car's own file stays with the car; who had it goes. */
export const vehiclePersonalData: readonly PersonalTable[] = [
  {
    table: 'vehicle',
    title: '车辆',
    whose: 'id IN (:cars)',
    show: {
      车牌: 'plate',
      车架号: 'vin',
      品牌: 'brand',
      车型: 'model',
      颜色: 'colour',
      购车日期: 'sold_on',
      用途: { sql: '`use`', words: vehicleUseLabel },
      保险到期: 'insurance_expires_on',
      保险公司: 'insurer',
      最近里程: { sql: 'latest_km', unit: '公里' },
      下次保养: 'due_on',
    },
    gone: {
      keep: '维修档案随车保留（三包、召回和保修需要）；车牌已清除，家人仍绑定的车除外',
      clear: { plate: null, plate_index: null, plate_tail: null },
      rows: `NOT ${OTHERS}`,
    },
  },
  {
    table: 'mileage_reading',
    title: '里程记录',
    whose: 'vehicle_id IN (:cars)',
    show: { 日期: 'read_on', 里程: { sql: 'km', unit: '公里' } },
    newest: 'read_on',
    gone: { keep: '随车保留，不含身份信息' },
  },
  {
    table: 'service_record',
    title: '到店记录',
    whose: 'vehicle_id IN (:cars)',
    show: {
      日期: 'visited_on',
      里程: { sql: 'km', unit: '公里' },
      金额: { sql: 'paid_fen', fen: true },
      服务顾问: 'advisor_name',
    },
    newest: 'visited_on',
    gone: { keep: '维修档案依法随车保留，不含身份信息' },
  },
  {
    table: 'owner_vehicle',
    title: '与车辆的关系',
    whose: 'owner_id = :owner',
    show: { 关系: { sql: 'role', words: vehicleRoleLabel }, 绑定时间: 'created_at', 解绑时间: 'ended_at' },
    gone: 'delete',
  },
];
