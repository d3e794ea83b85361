/** One thing that an export can tell, and the column names under which dealership systems write it. */
export interface ImportField {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  /** Fields of one such group stand for one another: one of them must have a column. */
  readonly anyOf?: string;
  /** Takes a column only after every other field has had its choice. */
  readonly spare?: boolean;
  /** Exact column names, best first; compared without width, case, blanks, marks and bracketed units. */
  readonly names: readonly string[];
  /** Names as good as the first exact ones, for words that combine in too many ways to be listed. */
  readonly early?: RegExp;
  /** Catches names that nobody thought of; tried after all exact names. */
  readonly like?: RegExp;
  /** Catches what is left, where no column has a name that fits better. */
  readonly loose?: RegExp;
}

export const field = (
  key: string,
  label: string,
  names: string,
  like?: RegExp,
  required = false,
): ImportField => ({
  key,
  label,
  required,
  names: names.split(' '),
  ...(like ? { like } : {}),
});

/** Days and distances that are planned or promised, not driven. */
export const PLANNED = '下次|预计|预约|计划|间隔|质保|保修|延保|首保|日均|年均|月均|平均|建议|提醒|周期|应保';

/** Distances that this car has not driven, or not by now. */
export const NOT_DRIVEN = '销售|交车|交付|提车|续航|纯电|累计|行程';

export const without = (words: string, like: string) => new RegExp(`^(?!.*(?:${words})).*(?:${like})`);

export const VIN = field(
  'vin',
  '车架号',
  '车架号 VIN VIN码 VIN号 VIN17 17位VIN 车辆识别代号 车辆识别代码 车辆识别号 识别代码 识别码 底盘号 底盘号码 车架号码 车架 车架编号 大架号 完整车架号 底盘 整车编码 vinno vinnumber vincode chassis chassisno chassisnumber frameno',
  /车架|底盘号|大架号|识别(代)?[码号]|(?<![a-z])vin(?![a-z])/,
  true,
);

export const PLATE = field(
  'plate',
  '车牌号',
  '车牌号 车牌 车牌号码 牌照号 牌照 牌照号码 号牌 号牌号码 牌号 车号 plateno platenumber plate licenseplate licenceplate licenseplateno licenceplateno licenseno licenceno regno registrationno registrationnumber 登记号码 登记号 登录号码',
  /车牌(?!型|照片|颜色|类|归属|性质|状态|所在|办理|日期)|牌照(?!颜色|类)|号牌(?!种|颜色|类)/,
);

export const ADVISOR = field(
  'advisor',
  '服务顾问',
  '服务顾问 服务顾问姓名 专属顾问 服务专员 专属服务顾问 维修顾问 接待顾问 业务接待 接待员 接车员 接待人 接待人员 服务接待 SA 所属SA 接待SA 服务经理 接待 接车人 前台接待 服务代表 专属客服 顾问 接单人 接单员 开单人 开单员 saname advisor serviceadvisor',
  without(
    '销售|保险|编号|代码|工号|电话|手机|意见',
    '(服务|专属|所属|归属|指定|责任|售后|保养)顾问|业务接待|接车员|接待(员|人)|(服务|客服|客户)专员|(?<![a-z])sa(?![a-z])',
  ),
);

/** Whose rows they are, where an export holds several stores. */
export const STORE = field(
  'store',
  '门店',
  '门店 门店名称 所属门店 归属门店 经销商名称 经销商 经销店 所属店 店名 店别 分店 服务店 服务站 服务站名称 网点 网点名称 门店编码 门店代码 经销商编码 经销商代码 store storename storecode dealer dealername dealercode',
);
