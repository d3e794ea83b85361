import type { ImportKind } from '@cheban/contracts';

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
  /** Catches names that nobody thought of; tried after all exact names. */
  readonly like?: RegExp;
}

const field = (key: string, label: string, names: string, like?: RegExp, required = false): ImportField => ({
  key,
  label,
  required,
  names: names.split(' '),
  ...(like ? { like } : {}),
});

/** People beside the owner, and the car itself: their names and phones are not the owner's. */
const OTHERS =
  '推荐|介绍|送修|紧急|保险|顾问|销售|经办|录入|业务员|门店|救援|配偶|专员|客服|车载|车机|安吉星|onstar|(?<![a-z])sa(?![a-z])';
/** What else is told of a customer in four letters. */
const NO_NAME =
  '编号|编码|代码|号|id|级|类|性质|属性|来源|标签|状态|积分|余额|经理|行业|职业|年龄|性别|生日|地址|区域|备注';
/** Days and distances that are planned or promised, not driven. */
const PLANNED = '下次|预计|预约|计划|间隔|质保|保修|延保|首保|日均|年均|月均|平均|建议|提醒|周期|应保';
const without = (words: string, like: string) => new RegExp(`^(?!.*(?:${words})).*(?:${like})`);

const VIN = field(
  'vin',
  '车架号',
  '车架号 VIN VIN码 VIN号 VIN17 17位VIN 车辆识别代号 车辆识别代码 车辆识别号 识别代码 识别码 底盘号 底盘号码 车架号码 车架 车架编号 大架号 完整车架号 底盘 整车编码 vinno vinnumber vincode chassis chassisno chassisnumber frameno',
  /车架|底盘号|大架号|识别(代)?[码号]|(?<![a-z])vin(?![a-z])/,
  true,
);

const PLATE = field(
  'plate',
  '车牌号',
  '车牌号 车牌 车牌号码 牌照号 牌照 牌照号码 号牌 号牌号码 牌号 车号 plateno platenumber plate licenseplate licenceplate licenseplateno licenceplateno licenseno licenceno regno registrationno',
  /车牌(?!型|照片|颜色|类)|牌照(?!颜色|类)|号牌(?!种|颜色|类)/,
);

const ADVISOR = field(
  'advisor',
  '服务顾问',
  '服务顾问 服务顾问姓名 专属顾问 服务专员 专属服务顾问 维修顾问 接待顾问 业务接待 接待员 接车员 接待人 接待人员 服务接待 SA 所属SA 接待SA 服务经理 接待 接车人 前台接待 服务代表 专属客服 顾问 接单人 接单员 开单人 开单员 saname advisor serviceadvisor',
  without(
    '销售|保险|编号|代码|工号|电话|手机|意见',
    '(服务|专属|所属|归属|指定|责任|售后|保养)顾问|业务接待|接车员|接待(员|人)|(服务|客服|客户)专员|(?<![a-z])sa(?![a-z])',
  ),
);

/** Money that is only a part of an order, or that the customer has not paid for it. */
const PARTLY =
  '工时|备件|配件|零件|材料|保修|优惠|折扣|抵扣|税额|单价|欠|储值|预收|定金|毛利|成本|附加|索赔|三包|积分';

/** Whose rows they are, where an export holds several stores. */
const STORE = field(
  'store',
  '门店',
  '门店 门店名称 所属门店 归属门店 经销商名称 经销商 经销店 所属店 店名 店别 分店 服务店 服务站 服务站名称 网点 网点名称 门店编码 门店代码 经销商编码 经销商代码 store storename storecode dealer dealername dealercode',
);

/** Fields of a customer and vehicle export (客户与车辆). */
const vehicleFields: readonly ImportField[] = [
  field(
    'name',
    '客户姓名',
    '客户姓名 车主姓名 姓名 客户名称 车主名称 客户全称 客户档案名称 业务伙伴名称 车主 客户 客户名 用户姓名 用户名称 会员姓名 顾客姓名 机主姓名 名称 name customername ownername 单位名称 公司名称 企业名称 车主单位 往来单位 购货单位 机主 所有人 购车人 购车客户 owner customer custname 全名 全称 联系人 联系人姓名',
    without(
      `${OTHERS}|${NO_NAME}`,
      '^(客户|车主|用户|会员|顾客|机主|车辆所有人|所有人)(全|真实|中文|单位|公司)?(姓名|名称|名字|名|全称)?(单位|公司)?(名称)?$|姓名$',
    ),
    true,
  ),
  field(
    'phone',
    '手机号码',
    '手机号码 手机号 手机 移动电话 移动电话号码 联系电话 车主手机 车主手机号 客户手机 客户手机号 车主电话 客户电话 联系手机 联系人手机 联系方式 联系号码 客户号码 车主号码 电话号码 电话 手机1 电话1 首选电话 mobile cell cellno mobilenumber phonenumber contactno phone mobilephone mobileno phoneno tel',
    without(OTHERS, '手机|电话|联系方式|mobile|phone'),
    true,
  ),
  {
    ...field(
      'otherPhone',
      '备用电话',
      '备用电话 备用手机 备用号码 手机2 手机号2 手机号码2 电话2 联系电话2 其他电话 其它电话 第二电话 联系人手机 联系人电话',
      without(OTHERS, '手机|电话|联系方式|mobile|phone'),
    ),
    spare: true,
  },
  VIN,
  PLATE,
  field('brand', '品牌', '品牌 车辆品牌 汽车品牌 厂牌 品牌名称 厂家 主机厂 brand make', /品牌|厂牌/),
  field(
    'model',
    '车型',
    '车型 车型名称 车系 车系名称 车型车系 车辆型号 车型描述 厂牌型号 品牌型号 车辆品牌型号 款式 型号 车款 model modelname vehiclemodel carmodel series',
    /车型|车系|车款|(?<!发动机|轮胎)型号/,
  ),
  field('modelYear', '年款', '年款 车型年款 年款年份 车型年份 出厂年份 生产年份 modelyear my', /年款|年份/),
  field(
    'colour',
    '颜色',
    '颜色 车身颜色 车辆颜色 外观颜色 外观色 车色 外饰颜色 车身色 外色 漆色 外观 color colour colorname exteriorcolor exteriorcolour bodycolor',
    without('内饰|内色|座椅', '颜色|外观色|车色'),
  ),
  field(
    'soldOn',
    '购车日期',
    '购车日期 交车日期 销售日期 开票日期 购买日期 提车日期 购车时间 交车时间 销售时间 开票时间 发票日期 交付日期 购入日期 上牌日期 登记日期 注册日期 初次登记日期 初登日期 买车日期 买车时间 售出日期 购置日期 成交日期 零售日期 实销日期 出库日期 saledate salesdate solddate deliverydate retaildate purchasedate',
    without(
      `${PLANNED}|保险|保单`,
      '(购车|购买|交车|销售|开票|提车|发票|交付|购入|上牌|登记|注册)(日期|时间|日)',
    ),
  ),
  field(
    'soldHere',
    '销售来源',
    '销售来源 车辆来源 是否本店销售 本店销售 是否本店 是否本店购车 本店购车 是否本店车 购车渠道 购车来源 客户来源 来源 销售店 购车店',
    /(销售|车辆|购车|客户)(来源|渠道)|本店(销售|购车|车)/,
  ),
  field(
    'soldElsewhere',
    '是否外购车',
    '是否外购车 是否外购 外购车 外购 是否外店购车 是否外店车 外店车 是否外来车 外购自销 自销外购',
  ),
  field(
    'use',
    '使用性质',
    '使用性质 车辆用途 用途 使用用途 车辆性质 车辆使用性质 客户性质 客户类型 车主性质 性质 使用类型 所有权性质 公私户 公私 户类型 usage ownership',
    /使用性质|用途|车辆(所有)?性质|(客户|车主)(性质|类型|类别|属性)/,
  ),
  field(
    'lastServiceOn',
    '最近保养日期',
    '最近保养日期 最近保养时间 上次保养日期 上次保养时间 末次保养日期 最后保养日期 最后一次保养日期 最近一次保养日期 最近一次保养时间 上次保养 最近进厂日期 最后进厂日期 最近来厂日期 上次进厂日期 最近回厂日期 末次进厂日期 最近维修日期 最近到店日期 本次保养日期 lastservicedate lastvisitdate lastservice lastvisit lastrodate lastrepairdate lastmaintaindate lastmaintenancedate',
    /(最近|最后|上次|末次|最新|本次)(一次)?(的)?(保养|维保|养护|维护|[进来回返到入](厂|店|站)|维修|送修|交修|接车|结算|消费|服务|工单|ro)(日期|时间|日|$)/,
  ),
  field(
    'lastServiceKm',
    '最近保养里程',
    '最近保养里程 最近保养公里 上次保养里程 末次保养里程 最后保养里程 最后一次保养里程 最近一次保养里程 最近进厂里程 最后进厂里程 上次进厂里程 最近维修里程 最近里程 上次行驶里程 最近行驶里程 最后行驶里程 末次行驶里程 当前里程 行驶里程 最新里程 总里程 里程 里程数 公里数 公里 表显里程 表数 lastservicekm lastmileage lastkm lastodometer lastmaintainmileage lastmaintenancemileage mileage odometer km kms',
    without(PLANNED, '里程|公里数|.公里$'),
  ),
  field(
    'insuranceExpiresOn',
    '商业险到期日',
    '商业险到期日 商业险到期日期 商业险到期 商业险到期时间 商业险终止日期 商业险止期 商业保险到期日 保险到期日 保险到期 保险到期日期 保险到期时间 保险终保日期 保险截止日期 保单到期日 终保日期 保险止期 车险到期日 车险到期 脱保日期 insuranceexpiry insuranceexpirydate insuranceenddate insuranceexpiredate insexpirydate',
    without(
      '交强',
      '(商业|保|车)险.{0,4}(到期|终保|终止|截止|止期|止日|满期|失效|有效期[至止])|保单(到期|截止|终止|失效)|续保到期|终保日期',
    ),
  ),
  field(
    'insuredHere',
    '是否本店投保',
    '是否本店投保 本店投保 是否在店投保 在店投保 店内投保 是否本店续保 本店续保 本店保险 是否店内投保 是否本店保险 是否续保',
    /(本店|在店|店内).{0,2}(投保|续保|保险|承保)/,
  ),
  field(
    'insurer',
    '承保公司',
    '承保公司 保险公司 投保公司 承保单位 保险公司名称 商业险公司 商业险承保公司 承保保险公司 保险商 insurer insurancecompany',
    /(承保|保险|投保).{0,2}(公司|单位|机构)/,
  ),
  field(
    'licenceExpiresOn',
    '驾照到期',
    '驾照到期 驾照到期日 驾照到期日期 驾驶证到期 驾驶证到期日 驾驶证到期日期 驾驶证有效期 驾驶证有效期至 驾照有效期 驾照有效期至 驾照换证日期 换证日期',
    /(驾照|驾证|驾驶证).{0,4}(到期|有效|换证|截止|期限)|换证日期/,
  ),
  ADVISOR,
  field(
    'carState',
    '车辆状态',
    '车辆状态 车辆现状 车况状态 车籍状态 车籍 车辆去向 客户状态 状态',
    /车辆.{0,2}(状态|现状|去向)|车籍状态/,
  ),
  field(
    'carGone',
    '是否已过户',
    '是否过户 是否已过户 是否报废 是否已报废 是否转卖 是否卖车 是否已卖 过户标志 报废标志',
    /是否(已)?(过户|报废|转卖|转出|注销|卖车)|(过户|报废|转出)(标志|标识|标记)/,
  ),
  field(
    'birthday',
    '生日',
    '生日 出生日期 出生年月日 出生年月 客户生日 车主生日 birthday birthdate dateofbirth dob',
    /生日|出生/,
  ),
  field(
    'birthdayCalendar',
    '历法',
    '历法 生日历法 生日类型 历别 公历农历 公农历 阴阳历 农历公历 阳历阴历',
    /历法|历别|公.?农历|阴.?阳历|生日类(型|别)/,
  ),
  field('sex', '性别', '性别 客户性别 车主性别 称谓 sex gender', /性别/),
  field(
    'region',
    '联系地址',
    '联系地址 地址 地区 通讯地址 通信地址 客户地址 车主地址 家庭地址 住址 居住地址 详细地址 所在地区 所在区域 区域 所属地区 省市区 住所 城市 所在城市 省份 address region city',
    /地址|住址|地区|区域|省市/,
  ),
  field('occupation', '职业', '职业 客户职业 车主职业 行业 从事行业 工作 occupation', /职业|行业/),
  field('hobbies', '爱好', '爱好 兴趣爱好 兴趣 个人爱好 客户爱好 hobby hobbies', /爱好|兴趣/),
  STORE,
  field('remark', '备注', '备注 备注信息 说明 附注 客户备注 remark note notes', /备注|附注/),
];

/** Fields of a workshop history export (维修历史). */
const historyFields: readonly ImportField[] = [
  field(
    'orderNo',
    '工单号',
    '工单号 工单编号 工单编码 结算单号 结算单编号 维修单号 维修工单号 施工单号 委托书号 委托单号 任务委托书号 派工单号 接车单号 单据编号 单据号 业务单号 订单号 服务订单号 服务订单 消费单号 单号 RO号 RO单号 RO 结算号 维修单 流水号 合同号 orderno billno orderid ordernumber workorder workorderno repairorder repairorderno ronumber rono jobno jobcard invoiceno',
    /(工单|结算单|维修单|施工单|委托书|委托单|派工单|接车单|单据|业务单|订单|服务单|保养单|消费单).{0,2}(号|编号|号码|no$)|^单号$|^(结算|维修|委托|派工|开单)(号码?|编号)$|维修合同号|ro(单)?(号|编号)/,
    true,
  ),
  { ...VIN, required: false, anyOf: 'car' },
  { ...PLATE, anyOf: 'car' },
  field(
    'visitedOn',
    '进厂日期',
    '进厂日期 进厂时间 入厂日期 入厂时间 进站日期 来厂日期 来厂时间 回厂日期 返厂日期 到厂日期 到店日期 到店时间 来店日期 来店时间 入店日期 送修日期 送修时间 交修日期 送检日期 接车日期 接车时间 接待日期 接待时间 维修日期 维修时间 开单日期 开单时间 RO开单日期 RO开单时间 委托日期 委托时间 工单创建日期 工单创建时间 工单日期 报修日期 开工日期 结算日期 结算时间 结账日期 结清日期 收款日期 业务日期 单据日期 服务日期 消费日期 消费时间 日期 出厂日期 出店日期 完工日期 完成日期 交车日期 登记日期 制单日期 下单时间 创建日期 创建时间 visitdate indate checkindate rodate rocreatedate opendate repairdate servicedate orderdate invoicedate date',
    without(
      PLANNED,
      '([进入来回返到](厂|店|站)|送修|交修|接车|接待|维修|修理|开单|工单|结算|业务|单据|服务|保养|出厂|出店|完工|交车|委托|消费)(日期|时间|日)',
    ),
    true,
  ),
  field(
    'km',
    '里程',
    '里程 进厂里程 入厂里程 进店里程 行驶里程 来厂里程 里程数 里程表读数 公里数 当前里程 本次里程 进厂公里数 行驶公里 表数 mileage mileagein inmileage km odometer',
    without(PLANNED, '里程|公里'),
  ),
  field(
    'kind',
    '业务类型',
    '业务类型 维修类型 维修类别 维修单类型 服务类型 工单类型 修理类型 业务类别 维修种类 作业类型 RO类型 订单类型 业务分类 类型 类别 工种 单据类型 结算类型 收费类别 项目 维修项目 保养项目 服务项目 作业项目 项目名称 维修内容 作业内容 servicetype rotype repairtype billtype ordertype type',
    /(业务|维修|服务|工单|修理|作业|订单|单据|维修单|委托书|消费|ro)(类型|类别|分类|大类|种类|性质|方式)/,
  ),
  field(
    'paid',
    '结算金额',
    '结算金额 实收金额 实收 实收合计 实收费用 实付金额 结算总额 应收金额 应收合计 合计金额 金额合计 总金额 价税合计 金额 消费金额 收款金额 发票金额 产值 维修金额 总费用 费用合计 工单金额 实收额 实收总额 已收金额 付款金额 实付款 实付 客户付费 客户自付 自付金额 自费金额 结账金额 结算额 折后金额 优惠后金额 含税金额 税后金额 工料合计 总额 总计 合计 总价 营业额 营收 应收 收入金额 小计金额 小计 项目金额 费用 总计金额 总值 净额 订单金额 amount balanceamount paid paidamount totalamount total',
    without(
      PARTLY,
      '(结算|实收|实付|应收|合计|总计|消费|维修|工单|收款|付款|客户付|自付|自费|开票|发票|含税|折后).{0,2}(金额|总额|费用|合计|总计|额$|款$)|客户(付费|自付)|产值|营收|总金额|总费用',
    ),
  ),
  ADVISOR,
  field(
    'status',
    '状态',
    '状态 结算状态 工单状态 单据状态 RO状态 订单状态 审核状态 审核标志 工单进度 系统状态 是否结算 是否审核 维修状态 业务状态 status',
    /(结算|结清|完工|收款|工单|单据|维修|业务|订单|审核|流程|ro)(状态|标志|标识|status)|是否(已)?(结算|结清|完工|收款|审核)/,
  ),
  field(
    'voided',
    '是否作废',
    '是否作废 作废标志 作废 作废标记 是否取消 取消标志 是否删除 删除标志 是否红冲 红冲标志',
    /(作废|取消|删除|红冲)(标志|标记|标识)|是否(已)?(作废|取消|删除|红冲)/,
  ),
  STORE,
  field('valid', '是否有效', '是否有效 有效标志 有效标识 有效标记 有效状态 有效'),
];

/** What can be filled from an export of this kind, in the order in which people are asked. */
export function fieldsOf(kind: ImportKind): readonly ImportField[] {
  return kind === 'vehicles' ? vehicleFields : historyFields;
}
