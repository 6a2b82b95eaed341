"""How Chinese words are typed without an input method: 排班表 is "pbb", or "paibanbiao"."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_TABLE = (
    "啊a埃ai鞍an肮ang凹ao芭ba白bai斑ban邦bang苞bao杯bei奔ben崩beng逼bi鞭bian标biao鳖bie彬bin兵bing玻bo捕bu擦ca猜cai"
    "餐can苍cang操cao厕ce层ceng插cha拆chai搀chan昌chang超chao车che郴chen撑cheng吃chi充chong抽chou初chu揣chuai"
    "川chuan疮chuang吹chui春chun戳chuo疵ci聪cong凑cou粗cu蹿cuan摧cui村cun磋cuo搭da呆dai耽dan当dang刀dao德de蹬deng"
    "堤di颠dian碉diao跌die丁ding丢diu东dong兜dou督du端duan堆dui墩dun掇duo蛾e恩en而er发fa藩fan坊fang菲fei芬fen丰feng"
    "佛fo否fou夫fu噶ga该gai干gan冈gang篙gao哥ge给gei根gen耕geng工gong钩gou辜gu刮gua乖guai棺guan光guang瑰gui辊gun"
    "锅guo哈ha骸hai酣han夯hang壕hao呵he嘿hei痕hen哼heng轰hong喉hou呼hu花hua槐huai欢huan荒huang灰hui荤hun豁huo击ji"
    "嘉jia歼jian僵jiang蕉jiao揭jie巾jin荆jing炯jiong揪jiu鞠ju捐juan撅jue均jun喀ka开kai刊kan康kang考kao坷ke肯ken"
    "坑keng空kong抠kou枯ku夸kua块kuai宽kuan匡kuang亏kui坤kun括kuo垃la莱lai蓝lan琅lang捞lao勒le雷lei棱leng厘li俩lia"
    "联lian粮liang撩liao列lie琳lin玲ling溜liu龙long楼lou芦lu驴lv峦luan掠lve抡lun萝luo妈ma埋mai瞒man芒mang猫mao么me"
    "玫mei门men萌meng眯mi棉mian苗miao蔑mie民min明ming谬miu摸mo谋mou拇mu拿na氖nai南nan囊nang挠nao呢ne馁nei嫩nen"
    "能neng妮ni蔫nian娘niang鸟niao捏nie您nin柠ning牛niu脓nong奴nu女nv暖nuan虐nve挪nuo哦o欧ou啪pa拍pai攀pan乓pang"
    "抛pao呸pei喷pen砰peng坯pi篇pian飘piao撇pie拼pin乒ping坡po扑pu期qi掐qia牵qian枪qiang橇qiao切qie钦qin青qing"
    "琼qiong秋qiu趋qu圈quan缺que裙qun然ran瓤rang饶rao惹re壬ren扔reng日ri戎rong揉rou茹ru软ruan蕊rui闰run若ruo撒sa"
    "腮sai三san桑sang搔sao瑟se森sen僧seng莎sha筛shai珊shan墒shang梢shao奢she砷shen声sheng师shi收shou蔬shu刷shua"
    "摔shuai栓shuan霜shuang谁shui吮shun说shuo斯si松song搜sou苏su酸suan虽sui孙sun蓑suo塌ta胎tai坍tan汤tang掏tao"
    "特te藤teng梯ti天tian挑tiao贴tie厅ting通tong偷tou凸tu湍tuan推tui吞tun拖tuo挖wa歪wai豌wan汪wang威wei瘟wen嗡weng"
    "挝wo巫wu昔xi瞎xia掀xian相xiang萧xiao楔xie薪xin星xing兄xiong休xiu墟xu轩xuan靴xue勋xun压ya焉yan殃yang邀yao椰ye"
    "一yi茵yin英ying哟yo拥yong幽you迂yu鸳yuan曰yue耘yun匝za栽zai咱zan赃zang遭zao责ze贼zei怎zen增zeng扎zha摘zhai"
    "瞻zhan樟zhang招zhao遮zhe珍zhen蒸zheng芝zhi中zhong舟zhou珠zhu抓zhua拽zhuai专zhuan桩zhuang椎zhui谆zhun"
    "捉zhuo兹zi鬃zong邹zou租zu钻zuan嘴zui尊zun昨zuo"
)
"""GB 2312 orders its 3,755 common characters by their sound; the rarer ones follow by shape. Each
syllable stands after the first character that has it. Of several readings a character has one."""
_PAIRS: list[tuple[str, str]] = re.findall("([\u4e00-\u9fff])([a-z]+)", _TABLE)
_STARTS = [sign.encode("gb2312") for sign, _sound in _PAIRS]
_SOUNDS = [sound for _sign, sound in _PAIRS]
_END = "座".encode("gb2312")


def initials(text: str) -> str:
    """The first letter of each common character's sound; all other characters as they are."""
    return "".join(sound[0] for sound in _sounds(text))


def spells(typed: str, text: str) -> bool:
    """Whether `typed` is how some of `text` sounds, from the beginning of a character on: each
    syllable whole or its first letters, so that 收件箱 is shouj, shoujx and jianxiang."""
    sounds = [sound.casefold() for sound in _sounds(text) if not sound.isspace()]
    return any(_from(typed, sounds, at) for at in range(len(sounds)))


def _from(typed: str, sounds: list[str], at: int) -> bool:
    if not typed:
        return True
    if at == len(sounds):
        return False
    most = _shared(typed, sounds[at])
    return any(_from(typed[length:], sounds, at + 1) for length in range(most, 0, -1))


def _shared(typed: str, sound: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(typed, sound, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(typed), len(sound)))


@lru_cache(maxsize=8192)
def _sounds(text: str) -> tuple[str, ...]:
    return tuple(_sound(sign) for sign in text)


def _sound(sign: str) -> str:
    code = sign.encode("gb2312", errors="ignore")
    if not _STARTS[0] <= code <= _END:
        return sign
    return _SOUNDS[bisect_right(_STARTS, code) - 1]
