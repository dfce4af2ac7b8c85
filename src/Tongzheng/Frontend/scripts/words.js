// What bpmn-js and dmn-js say in English, in Chinese; on an English page they speak for themselves.
const zh = {
  "Activate hand tool": "拖动画布", "Activate lasso tool": "框选", "Activate create/remove space tool": "拉开或收紧", "Activate global connect tool": "连线",
  "Create start event": "开始", "Create intermediate/boundary event": "中间或附着事件", "Create end event": "结束", "Create gateway": "判断", "Create task": "任务",
  "Create expanded sub-process": "子流程", "Create data object reference": "数据对象", "Create data store reference": "数据存储", "Create pool/participant": "参与方", "Create group": "分组",
  "Create element": "新建元素", "Append element": "接上元素", "Change element": "换成别的类型", "Append end event": "接结束", "Append gateway": "接判断", "Append task": "接任务", "Append intermediate/boundary event": "接中间事件", "Append text annotation": "加注",
  "Add text annotation": "加注", "Connect to other element": "连到别的元素", "Connect using association": "关联", "Delete": "删除", "Remove": "删除", "Set color": "颜色", "Search": "查找", "No matching elements": "没有相符的", "Search in diagram": "在图中查找",
  "User task": "人工任务", "Service task": "系统任务", "Business rule task": "决策任务", "Script task": "脚本任务", "Manual task": "手工任务", "Send task": "发送任务", "Receive task": "接收任务", "Task": "任务", "Call activity": "调用流程",
  "Sub-process": "子流程", "Sub-process (collapsed)": "子流程（收起）", "Sub-process (expanded)": "子流程（展开）", "Exclusive gateway": "互斥判断", "Parallel gateway": "并行", "Inclusive gateway": "包容判断", "Event-based gateway": "事件判断", "Complex gateway": "复杂判断",
  "Start event": "开始", "End event": "结束", "Message start event": "消息开始", "Timer start event": "定时开始", "Conditional start event": "条件开始", "Signal start event": "信号开始", "Message end event": "消息结束", "Error end event": "错误结束", "Terminate end event": "终止结束", "Escalation end event": "升级结束", "Signal end event": "信号结束", "Compensation end event": "补偿结束",
  "Intermediate throw event": "中间抛出事件", "Message intermediate catch event": "等待消息", "Timer intermediate catch event": "等待时间", "Message boundary event": "附着消息", "Timer boundary event": "附着计时", "Error boundary event": "附着错误", "Conditional boundary event": "附着条件", "Signal boundary event": "附着信号", "Escalation boundary event": "附着升级", "Compensation boundary event": "附着补偿",
  "Message boundary event (non-interrupting)": "附着消息（不打断）", "Timer boundary event (non-interrupting)": "附着计时（不打断）", "Sequence flow": "连线", "Default flow": "默认连线", "Conditional flow": "条件连线", "Loop": "循环", "Parallel multi-instance": "并行多次", "Sequential multi-instance": "依次多次", "Ad-hoc": "临时", "Open minimap": "缩略图",
  "Toggle non-interrupting": "打断或不打断", "Align elements": "对齐", "Align elements left": "左对齐", "Align elements center": "居中对齐", "Align elements right": "右对齐", "Align elements top": "上对齐", "Align elements middle": "中间对齐", "Align elements bottom": "下对齐", "Distribute elements horizontally": "横向均布", "Distribute elements vertically": "纵向均布",
  "Tasks": "任务", "Events": "事件", "Gateways": "判断", "Sub-processes": "子流程", "Data": "数据", "Participants": "参与方",
  // dmn-js
  "Hit policy": "命中规则", "Hit Policy": "命中规则", "Unique": "唯一", "First": "首个", "Any": "任一", "Priority": "优先", "Collect": "收集", "Rule order": "规则顺序", "Output order": "输出顺序", "When": "当", "Then": "则", "And": "且", "Annotations": "依据", "Annotation": "依据", "Input": "输入", "Output": "输出",
  "Add input": "加输入", "Add output": "加输出", "Add rule": "加规则", "Add Input": "加输入", "Add Output": "加输出", "Edit input": "改输入", "Edit output": "改输出", "Create decision": "决策", "Create input data": "输入数据", "Create knowledge source": "知识来源", "Create business knowledge model": "业务知识模型", "View DRD": "看关系图", "Open decision table": "打开决策表", "Expression": "表达式", "Type": "类型", "Name": "名称", "Input Label": "输入名称", "Output Label": "输出名称", "Output Name": "输出变量",
};

// form-js has no way to be told, so what its palette and panel say is put into Chinese where it stands.
const form = {
  "Components": "组件", "Input": "填写", "Selection": "选择", "Presentation": "展示", "Containers": "容器", "Action": "动作", "Text field": "单行文字", "Text area": "多行文字", "Number": "数字", "Date time": "日期时间", "Expression": "表达式", "File picker": "附件",
  "Checkbox": "勾选", "Checkbox group": "多选", "Radio group": "单选", "Select": "下拉", "Tag list": "标签", "Text view": "说明文字", "Image view": "图片", "Table": "表格", "HTML view": "HTML", "Document preview": "文件预览", "Spacer": "空白", "Separator": "分隔线",
  "Group": "分组", "Dynamic list": "可增行的组", "iFrame": "内嵌页", "Button": "按钮", "FORM": "表单", "General": "一般", "Condition": "条件", "Layout": "版面", "Appearance": "外观", "Validation": "校验", "Serialization": "格式", "Constraints": "限制", "Custom properties": "其他属性（英文名、数据元）", "Options": "选项", "Options source": "选项来源", "Static options": "固定选项", "Secondary settings": "其他", "Timezone": "时区",
  "Field label": "名称", "Field description": "说明", "Key": "键", "Default value": "默认值", "Disabled": "停用", "Read only": "只读", "Required": "必填", "Hide if": "何时不显示", "Columns": "列", "Label": "名称", "Value": "值", "Type": "类型", "Minimum length": "最短", "Maximum length": "最长", "Minimum": "最小", "Maximum": "最大", "Pattern": "模式", "ID": "标识",
  "TEXT FIELD": "单行文字", "TEXT AREA": "多行文字", "NUMBER": "数字", "DATE TIME": "日期时间", "CHECKBOX": "勾选", "CHECKBOX GROUP": "多选", "RADIO GROUP": "单选", "SELECT": "下拉", "GROUP": "分组", "DYNAMIC LIST": "可增行的组", "FILE PICKER": "附件", "TEXT VIEW": "说明文字",
  "Build your form": "拼出表单", "Drag and drop components here to start designing.": "把组件拖到这里。", "Use the preview window to test your form.": "",
};

export function translateForm(canvas) {
  if (english) return;
  const around = ".fjs-palette-container, .fjs-properties-container, .fjs-empty-editor";
  const say = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const words = form[text.data.trim()];
      if (words !== undefined && text.parentElement.closest(around)) text.data = words;
    }
    for (const field of root.querySelectorAll?.("[placeholder='Search components']") ?? []) field.placeholder = "查找组件";
  };
  say(canvas);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => say(node.nodeType === Node.TEXT_NODE ? node.parentElement : node)))).observe(canvas, { childList: true, subtree: true });
}

const english = document.documentElement.lang === "en";

export function translate(template, replacements = {}) {
  const words = english ? template : (zh[template] ?? zh[template.charAt(0).toUpperCase() + template.slice(1)] ?? template);
  return words.replace(/{([^}]+)}/g, (_, key) => replacements[key] ?? `{${key}}`);
}
