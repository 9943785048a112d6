"""Plausible regions: China's provinces, and made-up cities and counties below them with codes like those of GB/T 2260."""

from __future__ import annotations

import random
from dataclasses import dataclass

_PROVINCES = (
    "11 北京市 beijing,12 天津市 tianjin,13 河北省 hebei,14 山西省 shanxi,15 内蒙古自治区 neimenggu,21 辽宁省 liaoning,22 吉林省 jilin,23 黑龙江省"
    " heilongjiang,31 上海市 shanghai,32 江苏省 jiangsu,33 浙江省 zhejiang,34 安徽省 anhui,35 福建省 fujian,36 江西省 jiangxi,37 山东省 shandong,"
    "41 河南省 henan,42 湖北省 hubei,43 湖南省 hunan,44 广东省 guangdong,45 广西壮族自治区 guangxi,46 海南省 hainan,50 重庆市 chongqing,"
    "51 四川省 sichuan,52 贵州省 guizhou,53 云南省 yunnan,54 西藏自治区 xizang,61 陕西省 shaanxi,62 甘肃省 gansu,63 青海省 qinghai,"
    "64 宁夏回族自治区 ningxia,65 新疆维吾尔自治区 xinjiang"
)
_FIRST = "永 yong,临 lin,定 ding,武 wu,清 qing,昌 chang,嘉 jia,泰 tai,兴 xing,盐 yan,澄 cheng,桐 tong,沅 yuan,汾 fen,洛 luo,沁 qin,涪 fu,潼 tong,滦 luan,淮 huai,沂 yi,泗 si,赣 gan,衡 heng,岳 yue,韶 shao,梧 wu,钦 qin,郁 yu,柳 liu,湘 xiang,沧 cang,邢 xing,邯 han,晋 jin,绛 jiang,朔 shuo,辽 liao,锦 jin,铁 tie,鹤 he,绥 sui,黑 hei,牡 mu,苏 su,锡 xi,常 chang,扬 yang,镇 zhen,宿 su,舟 zhou,台 tai,丽 li,衢 qu,莆 pu,漳 zhang,龙 long,饶 rao,萍 ping,莱 lai"
_SECOND = "州 zhou,阳 yang,江 jiang,川 chuan,源 yuan,昌 chang,泉 quan,岭 ling,原 yuan,陵 ling,溪 xi,浦 pu,沙 sha,丘 qiu,冈 gang,潭 tan,津 jin,屏 ping,口 kou,塘 tang,坪 ping,岐 qi,邑 yi,郡 jun,岗 gang,坝 ba,渡 du,桥 qiao,洲 zhou,峰 feng,台 tai,塔 ta,关 guan,堡 bao,寨 zhai,沟 gou,湾 wan,岛 dao,浔 xun,汀 ting,洛 luo,清 qing,水 shui,河 he,湖 hu,海 hai,山 shan,石 shi,云 yun,林 lin,丰 feng,乐 le,宁 ning,安 an,平 ping,康 kang"


@dataclass(frozen=True, slots=True)
class Place:
    """A region that a plan is made up for."""

    plan: str
    """The plan's id."""
    name: str
    name_en: str
    level: str
    parent: str
    code: str


def places(count: int, seed: int) -> list[Place]:
    """Return so many regions, provinces, prefectures and counties mixed; the first of them are the same for any *count*."""
    rng = random.Random(f"{seed}:regions")
    provinces = [tuple(entry.split()) for entry in _PROVINCES.split(",")]
    stems = [(a, b) for a in _FIRST.split(",") for b in _SECOND.split(",") if a[0] != b[0]]
    rng.shuffle(stems)
    words = iter(stems)
    found = [Place(f"{en}-{code}0000", name, en.title(), "province", "中国", f"{code}0000") for code, name, en in provinces]
    cities = []
    for number in range(333):
        code, _, en = provinces[number % len(provinces)]
        zh, spoken = _spelled(next(words))
        cities.append((f"{zh}市", f"{code}{number // len(provinces) + 1:02}", en))
        found.append(
            Place(
                f"{en}-{cities[-1][1]}00",
                f"{zh}市",
                spoken,
                "prefecture",
                provinces[number % len(provinces)][1],
                f"{cities[-1][1]}00",
            )
        )
    for number, stem in enumerate(words):
        city, prefix, en = cities[number % len(cities)]
        zh, spoken = _spelled(stem)
        suffix = rng.choice(("县", "县", "区", "市"))
        code = f"{prefix}{number // len(cities) + 1:02}"
        found.append(Place(f"{en}-{code}", f"{zh}{suffix}", spoken, "county", city, code))
    if count > len(found):
        raise ValueError(f"there are names for {len(found)} regions only")
    rng.shuffle(found)
    return found[:count]


def _spelled(stem: tuple[str, str]) -> tuple[str, str]:
    (a, first), (b, second) = (part.split() for part in stem)
    return a + b, (first + second).title()
