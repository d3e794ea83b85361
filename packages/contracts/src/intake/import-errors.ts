import { spec } from '../error-spec.js';

/** What is wrong with an export, and what to do with it. */
export const importErrors = spec({
  'IMPORT.NOT_A_TABLE': {
    status: 400,
    retry: false,
    text: '这个文件不是表格：请上传 CSV、XLSX 或 XLS 导出文件。',
  },
  'IMPORT.EMPTY_FILE': {
    status: 400,
    retry: false,
    text: '这个文件是空的：请在原系统里重新导出，确认有内容后再上传。',
  },
  'IMPORT.OLD_EXCEL': {
    status: 400,
    retry: false,
    text: '这种 Excel 格式读不了（Excel 97 以前的，或 .xlsb）：用 Excel 或 WPS 打开，请另存为 .xlsx 或 CSV 后再上传。',
  },
  'IMPORT.LOCKED': {
    status: 400,
    retry: false,
    text: '这个文件设了密码：请打开后取消密码、重新保存，再上传。',
  },
  'IMPORT.PACKED': {
    status: 400,
    retry: false,
    text: '这是压缩包：请先解压，再上传里面的表格文件。',
  },
  'IMPORT.DAMAGED': {
    status: 400,
    retry: false,
    text: '文件不完整，可能没有下载完或已损坏：请重新导出后再上传。',
  },
  'IMPORT.OTHER_FORMAT': {
    status: 400,
    retry: false,
    text: '这是 Numbers、OpenDocument 或网页归档（MHT）等别的格式：请用原软件另存为 .xlsx 或 CSV 后再上传。',
  },
  'IMPORT.HIDDEN_SHEETS': {
    status: 400,
    retry: false,
    text: '要导入的内容在隐藏的工作表里：请打开文件，右键工作表标签选“取消隐藏”，保存后再上传。',
  },
  'IMPORT.NO_HEADER': {
    status: 400,
    retry: false,
    text: '没有找到表头：请确认文件里有“车架号”“手机”等列名。',
  },
  'IMPORT.COLUMN_MISSING': { status: 400, retry: false, text: '缺少必需的列，请在对应关系中选择。' },
  'IMPORT.STATE': { status: 409, retry: false, text: '这次导入正在运行或已结束，请刷新查看。' },
});
